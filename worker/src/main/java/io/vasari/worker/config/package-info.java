/** What can be configured, with defaults and units. */
package io.vasari.worker.config;
