/** Numbers from files that other programs wrote: CSV and NumPy's arrays. What is wrong with one is said with file and line. */
package io.vasari.cli.tables;
