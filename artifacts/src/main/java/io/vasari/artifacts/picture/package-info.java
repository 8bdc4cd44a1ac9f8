/** Pictures that people bring, as files of other programs: decoded and brought to size. */
package io.vasari.artifacts.picture;
