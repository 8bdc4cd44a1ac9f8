/** The farm as this gateway sees it. */
package io.vasari.gateway.view;
