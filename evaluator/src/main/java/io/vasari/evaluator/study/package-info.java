/** Judges studies: what the images of a grid of prompts and seeds say of the model's sensitivity to wording. */
@org.jspecify.annotations.NullMarked
package io.vasari.evaluator.study;
