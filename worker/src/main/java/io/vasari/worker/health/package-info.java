/** Whether the worker lives, and whether it can take tasks. */
package io.vasari.worker.health;
