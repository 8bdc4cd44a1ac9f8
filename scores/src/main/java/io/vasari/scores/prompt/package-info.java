/** What a study of prompts shows: which variant stands out, and how much wording matters against the noise. */
package io.vasari.scores.prompt;
