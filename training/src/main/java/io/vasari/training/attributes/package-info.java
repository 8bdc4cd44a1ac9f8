/** The recipe of zoo/vase-attributes, the judge of painted vases. */
package io.vasari.training.attributes;
