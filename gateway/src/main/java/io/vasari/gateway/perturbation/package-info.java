/** Variants of prompts, as pure functions of the prompt and a seed, and the studies that are made of them. */
@org.jspecify.annotations.NullMarked
package io.vasari.gateway.perturbation;
