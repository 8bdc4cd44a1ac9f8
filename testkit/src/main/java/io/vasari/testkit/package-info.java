/** Builders, fakes and shared contract tests. */
package io.vasari.testkit;
