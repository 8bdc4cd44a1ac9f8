/** Deletes from the artifact store what nobody needs any more. */
package io.vasari.gateway.sweep;
