/** What goes over the wire: records, topic names, failure codes, JSON schemas. */
package io.vasari.contracts;
