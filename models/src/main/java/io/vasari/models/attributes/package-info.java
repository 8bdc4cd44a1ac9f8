/** A classifier of images by several traits at once. */
package io.vasari.models.attributes;
