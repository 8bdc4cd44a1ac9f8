/** HTTP API, scheduler, job status, downloads. */
package io.vasari.gateway;
