/**
 * What the critic keeps: class counts per job and per minute, each sample counted once. Plain Java; the same records give
 * the same figures in any order, with any duplicates, and after any crash.
 */
package io.vasari.evaluator.aggregate;
