package io.vasari.gateway.openai;

/** A sample that is done. */
record FinishedImage(int index, byte[] png) {}
