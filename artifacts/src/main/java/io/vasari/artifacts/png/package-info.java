/** Raw pixels to PNG and back, fast for the small pictures that a farm makes by the million. */
package io.vasari.artifacts.png;
