/** Jobs over HTTP: submitted, looked up, listed, canceled. */
package io.vasari.gateway.jobs;
