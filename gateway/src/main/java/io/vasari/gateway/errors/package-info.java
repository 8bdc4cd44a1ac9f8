/** What goes wrong with a request, said as RFC 9457 problems. */
package io.vasari.gateway.errors;
