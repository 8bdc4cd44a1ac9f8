/** The image endpoints of OpenAI's API, as thin translations: each builds an ordinary job and waits for it. */
package io.vasari.gateway.openai;
