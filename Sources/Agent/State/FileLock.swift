// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A lock on a file that the kernel gives back when its last holder ends (flock(2)).
///
/// Unlike a number in a file it cannot be stale: not after a kill, not after a restart of the
/// machine, not when a process id is used again. A child that inherits the descriptor holds it too.
final class FileLock: Sendable {
    /// The open file that carries the lock.
    let descriptor: Int32

    /// Takes the lock, making the file if needed; `nil` when somebody else holds it.
    init?(_ path: String) throws(FileFailure) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            self.descriptor = descriptor
            return
        }
        let number = errno
        close(descriptor)
        guard number == EWOULDBLOCK else { throw FileFailure("flock", path, number: number) }
        return nil
    }

    deinit {
        close(descriptor)
    }

    /// Whether somebody holds the lock at this moment; a file that does not exist is not locked.
    static func isHeld(_ path: String) throws(FileFailure) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return false }
            throw FileFailure("open", path)
        }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return false }
        guard errno == EWOULDBLOCK else { throw FileFailure("flock", path) }
        return true
    }

    /// The process that holds a record lock on a whole file (fcntl(2), `F_GETLK`), if any.
    ///
    /// That is the kind of lock that dpkg and apt take; asking does not disturb them.
    static func recordLockHolder(_ path: String) throws(FileFailure) -> pid_t? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw FileFailure("open", path)
        }
        defer { close(descriptor) }
        var lock = Glibc.flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, F_GETLK, &lock) == 0 else { throw FileFailure("fcntl", path) }
        return lock.l_type == Int16(F_UNLCK) ? nil : lock.l_pid
    }
}
