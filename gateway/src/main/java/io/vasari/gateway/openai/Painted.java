package io.vasari.gateway.openai;

/** A sample that is done. */
record Painted(int index, byte[] png) {}
