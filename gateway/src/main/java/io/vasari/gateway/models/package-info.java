/** The model cards over HTTP. */
package io.vasari.gateway.models;
