/** Requests read strictly: every wrong field is named, with what was expected. */
package io.vasari.gateway.request;
