/** A job followed live, as server-sent events. */
package io.vasari.gateway.events;
