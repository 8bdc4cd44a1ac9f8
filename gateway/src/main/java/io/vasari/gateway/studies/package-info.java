/** Studies of prompt sensitivity over HTTP. */
@org.jspecify.annotations.NullMarked
package io.vasari.gateway.studies;
