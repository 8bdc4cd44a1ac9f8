/** Images that come with a request: read, and kept in the artifact store. */
package io.vasari.gateway.uploads;
