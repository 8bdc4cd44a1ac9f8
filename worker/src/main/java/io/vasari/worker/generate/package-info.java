/** The device that runs the networks of the model packages. The only package of the worker that knows them. */
package io.vasari.worker.generate;
