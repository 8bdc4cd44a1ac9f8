/** Studies of prompt sensitivity on a running farm. */
@org.jspecify.annotations.NullMarked
package io.vasari.cli.study;
