import Airworthy
import Synchronization
import Trust

/// Who we are at every registry: from a helper where the Docker configuration names one, else as written in it. Asked
/// once for each.
final class RegistryLogins: Sendable {
    private enum Answer {
        case none
        case login(RegistryLogin)
    }

    private let docker: DockerConfig
    private let programs: CredentialProgram?
    private let answers = Mutex<[String: Answer]>([:])

    /// - Parameter programs: nil where no program may be run.
    init(docker: DockerConfig, programs: CredentialProgram?) {
        self.docker = docker
        self.programs = programs
    }

    /// - Returns: nil for nobody.
    /// - Throws: `credential-helper-failed`.
    func login(for registry: String) async throws(Obstacle) -> RegistryLogin? {
        if let answer = answers.withLock({ $0[registry] }) {
            return if case .login(let login) = answer { login } else { nil }
        }
        var login: RegistryLogin?
        if let programs, let name = docker.helper(for: registry) {
            login = try await programs.login(at: DockerConfig.server(of: registry), from: name)
        }
        login = login ?? docker.login(for: registry)
        let answer = login.map(Answer.login) ?? .none
        answers.withLock { $0[registry] = answer }
        return login
    }

    /// The program that had nothing for this registry, for the advice to log in.
    func helper(for registry: String) -> String? {
        programs == nil ? nil : docker.helper(for: registry)
    }
}
