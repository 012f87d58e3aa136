# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Packages are restored in a layer of their own: it changes only when they do.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/OfferBot.Core/OfferBot.Core.csproj src/OfferBot.Core/
COPY src/OfferBot.DiscordClient/OfferBot.DiscordClient.csproj src/OfferBot.DiscordClient/
COPY src/OfferBot.MailClient/OfferBot.MailClient.csproj src/OfferBot.MailClient/
COPY src/OfferBot/OfferBot.csproj src/OfferBot/
RUN dotnet restore src/OfferBot
COPY .editorconfig ./
COPY src src
RUN dotnet publish src/OfferBot --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# SQLite is the system's (docs/decisions/0003); PDF text comes from poppler's pdftotext, in a process of its own.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 poppler-utils tzdata \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# An empty volume takes these over: the settings with their comments, and the sample offers.
COPY config /data/config
COPY offers /data/offers
RUN mkdir /data/var && chown -R "$APP_UID" /data
WORKDIR /data
VOLUME ["/data/offers", "/data/config", "/data/var"]
# The image's own ASPNETCORE_HTTP_PORTS would only be overridden by Web:Listen, with a warning.
ENV OFFERBOT_Web__Listen=http://0.0.0.0:8080 \
    ASPNETCORE_HTTP_PORTS=
EXPOSE 8080
USER $APP_UID
# The image has bash and no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "/app/offerbot.dll"]
CMD ["run"]
