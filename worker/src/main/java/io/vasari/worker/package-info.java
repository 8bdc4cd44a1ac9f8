/** Takes tasks, generates, stores, reports. */
package io.vasari.worker;
