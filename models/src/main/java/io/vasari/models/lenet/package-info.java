/** The classifier of digits that the critic looks through. */
package io.vasari.models.lenet;
