/**
 * What {@code stackctl doctor} looks at: this machine, the daemon's folder, the cluster. Each check gives findings with a
 * remedy and changes nothing. Entry point: {@link io.stackctl.cli.doctor.Finding}.
 */
@NullMarked
package io.stackctl.cli.doctor;

import org.jspecify.annotations.NullMarked;
