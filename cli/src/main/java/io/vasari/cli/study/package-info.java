/** Studies of prompt sensitivity on a running farm. */
package io.vasari.cli.study;
