import Glibc

/// One open file or directory, closed when its owner goes away.
struct FileDescriptor: ~Copyable {
    let raw: Int32

    /// Opens `path`, relative to the directory `parent` when it is relative.
    ///
    /// `O_CLOEXEC` is always added: no child of ours inherits evidence or keys.
    init(opening path: String, in parent: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0) throws(FileFailure) {
        // A NUL would silently cut the path short for the system: another file than the one named.
        guard !path.utf8.contains(0) else { throw .system(SystemError(code: EINVAL)) }
        let raw = openat(parent, path, flags | O_CLOEXEC, mode)
        guard raw >= 0 else { throw .system(SystemError()) }
        self.raw = raw
    }

    /// Takes over what is open already.
    init(taking raw: Int32) {
        self.raw = raw
    }

    deinit { close(raw) }

    /// What the open file is, whatever its name leads to by now.
    borrowing func status() throws(FileFailure) -> stat {
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw .system(SystemError()) }
        return status
    }

    /// Fills the front of `buffer`; 0 at the end of the file.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
        while true {
            let count = Glibc.read(raw, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let error = SystemError()
            guard error.code == EINTR else { throw .system(error) }
        }
    }

    /// Fills the front of `buffer` from `offset` on, without moving; 0 at the end of the file.
    borrowing func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
        while true {
            let count = pread(raw, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            let error = SystemError()
            guard error.code == EINTR else { throw .system(error) }
        }
    }

    /// Writes all of `bytes`.
    borrowing func write(_ bytes: [UInt8]) throws(FileFailure) {
        let failure = bytes.withUnsafeBytes { (bytes) -> FileFailure? in
            do throws(FileFailure) {
                try write(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Writes all of `bytes`.
    borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(raw, rest.baseAddress, rest.count)
            if count >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                continue
            }
            let error = SystemError()
            guard error.code == EINTR else { throw .system(error) }
        }
    }

    /// Returns when the device has the data.
    borrowing func synchronize() throws(FileFailure) {
        guard fsync(raw) == 0 else { throw .system(SystemError()) }
    }
}
