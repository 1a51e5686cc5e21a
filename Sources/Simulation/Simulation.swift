// SPDX-License-Identifier: Apache-2.0

/// A world of devices, people and mishaps on a seed and a clock of its own.
///
/// It drives the real deployment engine through days of work in milliseconds and holds what happens
/// against laws that were written down independently of the engine. The same simulated agents also
/// speak to a real server. It opens no file and no connection and reads no clock; begin at
/// ``World``. `docs/simulation.md` tells how a seed is replayed.
package enum Simulation {}
