/** How far the tasks are that run right now, as workers tell it: advisory, lost without harm, never needed to be right. */
package io.vasari.gateway.progress;
