"""Records and fakes that several tests build on."""
