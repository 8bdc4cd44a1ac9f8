/** Images that come with a request: decoded, brought to size, kept in the artifact store. */
package io.vasari.gateway.uploads;
