/** What a job has made, to be fetched: one image, all of them, or a sheet. */
package io.vasari.gateway.results;
