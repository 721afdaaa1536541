package io.stackctl.simulation;

/**
 * How bad the world is at a time.
 *
 * @param loss share of messages that are lost
 * @param late share that comes seconds late
 * @param twice share that comes twice
 * @param failures share of tasks of a good image that fail
 */
record Weather(double loss, double late, double twice, double failures) {
    static final Weather FINE = new Weather(0, 0, 0, 0);
    static final Weather STORM = new Weather(0.1, 0.1, 0.1, 0.08);
}
