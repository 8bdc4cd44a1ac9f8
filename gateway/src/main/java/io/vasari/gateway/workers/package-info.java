/** The workers over HTTP. */
package io.vasari.gateway.workers;
