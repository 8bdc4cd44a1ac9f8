/** ArtifactStore port and the filesystem store. */
package io.vasari.artifacts;
