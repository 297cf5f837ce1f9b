import Airworthy
import AirworthyLive
import Trust

/// The project a command works in: its settings, its root, and the world seen from there. The composition root.
struct Workspace {
    /// Absolute; every relative path of the project is relative to it.
    let root: String
    /// Where the command works: what is written on its line is relative to this.
    let start: String
    let project: Project
    let options: ProjectOptions
    /// What everything is judged at, and whether that is now.
    let instant: Instant
    let mode: RunMode
    /// What was read because somebody named it: no output goes over one of them.
    let inputs = NamedInputs()

    /// Finds `airworthy.yaml` upwards from the working directory; without one, the working directory is the root.
    init(_ options: ProjectOptions) async throws {
        self.options = options
        let start = Self.absolute(options.directory ?? ".")
        guard AbsolutePath.isWorkingDirectoryReadable else {
            throw InputError(
                "path-not-utf8", "the working directory's path is not UTF-8: nothing in it could be named",
                remedy: "rename the directory, or work in another one")
        }
        guard try await LiveFiles(root: "/").kind(of: start) == .directory else {
            throw InputError("no-directory", "there is no directory `\(start)`", remedy: "correct `-C`")
        }
        let found = try await Self.find(from: start)
        root = found?.directory ?? start
        self.start = start
        project =
            try found.map { found in
                try Project(found.bytes, source: "\(found.directory)/\(Project.fileName)")
            } ?? Project()
        let now = SystemClock().now()
        if let text = options.at {
            guard let at = Instant(rfc3339: text) else {
                throw InputError(
                    "bad-instant", "`--at \(text)` is not an instant", remedy: "write `2026-11-21T14:00:00Z`")
            }
            instant = at
            mode = .simulated
        } else {
            instant = now
            mode = .live
        }
        if let found { inputs.add("\(found.directory)/\(Project.fileName)") }
    }

    private static func find(from start: String) async throws -> (directory: String, bytes: [UInt8])? {
        let files = LiveFiles(root: "/")
        var directory = start
        while true {
            let path = directory == "/" ? "/\(Project.fileName)" : "\(directory)/\(Project.fileName)"
            if let bytes = try await files.read(path, limit: 1 << 20) { return (directory, bytes) }
            guard directory != "/" else { return nil }
            directory = AbsolutePath.parent(of: directory)
        }
    }

    static func absolute(_ path: String) -> String { AbsolutePath.of(path) }

    /// A path from the command line as the project calls it. It is relative to where the command works, which may be below
    /// the project's root: another file of that name is not the one that is meant.
    func given(_ path: String) -> String {
        if path.hasPrefix("/") { return files.name(of: path) }
        return start == root ? path : files.name(of: AbsolutePath.of("\(start)/\(path)"))
    }

    /// A path of the project as an absolute one.
    func path(_ relative: String) -> String {
        relative.hasPrefix("/") ? relative : "\(root)/\(relative)"
    }

    var files: LiveFiles { LiveFiles(root: root) }
    var state: String { path(project.state) }

    /// The clock of a simulated run stands still, so that equal inputs give equal bytes.
    var clock: any WallClock { mode == .simulated ? StoppedClock(instant: instant) : SystemClock() }

    func ledger(_ access: SQLiteLedger.Access) -> SQLiteLedger {
        SQLiteLedger(path: "\(state)/ledger.sqlite", access: access)
    }

    /// What registries have answered under this policy, from the commands before; only within this one for a simulated
    /// run, which is about another time, and where the user wants it so.
    func cache(for trust: TrustPolicy) -> ImageCache {
        guard mode == .live, !options.noCache, project.cache.maxAge > .zero else {
            return ImageCache(clock: SystemClock())
        }
        return ImageCache(
            path: "\(state)/cache.sqlite", trust: trust, life: project.cache.maxAge,
            keepsLayers: project.cache.layers, clock: SystemClock())
    }

    func world(ledger: any LedgerReader, cache: ImageCache) async throws -> World {
        World(
            clock: clock, files: files, images: try await images(cache), processes: LiveProcesses(root: root),
            ledger: ledger, http: http, tls: tls)
    }

    private var http: any HTTPAccess {
        options.offline ? OfflineHTTP() : LiveHTTP(hosts: project.hosts, root: root)
    }

    private var tls: any TLSAccess {
        options.offline ? NoNetwork("`--offline` opens no socket", code: "offline") : LiveTLS()
    }

    /// Layouts named on the command line stand in for every registry.
    private func images(_ cache: ImageCache) async throws -> any ImageSource {
        if let layout = options.layout { return LayoutImages(root: Self.absolute(layout)) }
        let environment = ThisProcess.environment
        return RoutedImages(
            registries: project.registries, root: root, docker: try await docker(environment),
            programs: CredentialProgram(processes: LiveProcesses(root: root), environment: environment),
            cache: cache, offline: options.offline)
    }

    /// Where images can be written to as well as read from.
    /// - Parameter standIn: whether layouts named on the command line stand in for registries here too.
    func places(standIn: Bool = true) async throws -> ImagePlaces {
        let environment = ThisProcess.environment
        return ImagePlaces(
            registries: project.registries, root: root, layout: standIn ? options.layout.map(Self.absolute) : nil,
            docker: try await docker(environment),
            programs: CredentialProgram(processes: LiveProcesses(root: root), environment: environment),
            offline: options.offline, spool: environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
    }

    /// Who the user is at registries, from the Docker configuration; nobody without one.
    private func docker(_ environment: [String: String]) async throws -> DockerConfig {
        guard let path = DockerConfig.path(environment: environment),
            let bytes = try await LiveFiles(root: "/").read(Self.absolute(path), limit: 4 << 20)
        else { return DockerConfig() }
        return try DockerConfig(bytes, name: path)
    }
}
