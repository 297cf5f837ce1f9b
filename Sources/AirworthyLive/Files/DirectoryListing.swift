import Glibc

/// The names in one directory.
enum DirectoryListing {
    /// Sorted by bytes, without `.` and `..`; nil when the directory is not there. Reading stops after `limit + 1`.
    static func names(at path: String, limit: Int) throws(FileFailure) -> [String]? {
        guard !path.utf8.contains(0) else { throw .system(SystemError(code: EINVAL)) }
        guard let stream = opendir(path) else {
            let error = SystemError()
            if error.code == ENOENT { return nil }
            throw .system(error)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while names.count <= limit {
            // readdir(3) tells the end from a failure only by errno.
            errno = 0
            guard let entry = readdir(stream) else {
                let error = SystemError()
                guard error.code == 0 else { throw .system(error) }
                break
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        return names.map { String(decoding: $0, as: UTF8.self) }
    }
}
