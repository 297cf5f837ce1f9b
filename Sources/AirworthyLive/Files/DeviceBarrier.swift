import CLinux
import Glibc

/// Waits until new files are on the device.
///
/// A few take an `fsync` each. For many that is a journal commit a file (measured: 0.36 s for a thousand, four times the
/// rest of the work), so they take one `syncfs(2)`, which costs 0.01 s but also waits for whatever else the file system
/// has not written yet: on a machine busy building, seconds. Hence not for a few.
enum DeviceBarrier {
    /// How many files are synchronised one by one.
    static let few = 64

    /// - Parameters:
    ///   - paths: absolute, or relative to `parent`.
    ///   - parent: an open directory; the working directory where nothing is said.
    ///   - directory: one that is open, on the file system the files are on.
    static func await(
        _ paths: [String], in parent: Int32 = AT_FDCWD, onFileSystemOf directory: Int32
    ) throws(FileFailure) {
        guard paths.count <= few else {
            guard syncfs(directory) == 0 else { throw .system(SystemError()) }
            return
        }
        for path in paths {
            try FileDescriptor(opening: path, in: parent, O_RDONLY).synchronize()
        }
    }
}
