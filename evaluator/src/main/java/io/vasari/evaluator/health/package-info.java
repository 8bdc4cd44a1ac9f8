/** What /q/health says. */
package io.vasari.evaluator.health;
