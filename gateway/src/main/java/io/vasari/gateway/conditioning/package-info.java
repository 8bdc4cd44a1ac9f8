/** What the samples of a job are painted from, read against its model's card. */
package io.vasari.gateway.conditioning;
