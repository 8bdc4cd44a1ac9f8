package io.vasari.worker.batch;

/** The size that an order asks for, in pixels. */
public record Format(int widthPixels, int heightPixels) {}
