/** Many pictures on one. */
package io.vasari.artifacts.sheet;
