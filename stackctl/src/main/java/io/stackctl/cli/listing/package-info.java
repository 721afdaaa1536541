/**
 * What lists show: for each kind of object its layout, its rows and its filters, as docker has them. Start at
 * {@link io.stackctl.cli.listing.TaskRows}, the richest.
 */
@NullMarked
package io.stackctl.cli.listing;

import org.jspecify.annotations.NullMarked;
