/** Networks, samplers and model packages on DJL NDArray. */
package io.vasari.models;
