"use strict";(()=>{var d=o=>o.widgets.map(({model:e})=>[e.type,e.sharedModel.getSource()]);async function u(o,e,t,n){let{ServerConnection:a}=await n("@jupyterlab/services"),i=o.serviceManager.serverSettings,r={path:e.context.path,kernel:t,cells:d(e.content)};try{let s=await a.makeRequest(`${i.baseUrl}workshop/unasked`,{method:"POST",body:JSON.stringify(r)},i),l=s.ok?await s.json():{};return l.allowed===!0?l.words:null}catch{return null}}var x="data-lm-suppress-shortcuts",P=/^(s|C)$/;function g(o){let e=o.composedPath().filter(t=>t instanceof Element);return e.some(t=>t.hasAttribute(x))?!1:e[0]?.closest(".lm-calm .jp-Notebook")!=null}function w(){window.addEventListener("keydown",o=>{!((o.ctrlKey||o.metaKey)&&P.test(o.key))&&g(o)&&o.stopPropagation()},!0),window.addEventListener("contextmenu",o=>{g(o)&&o.stopPropagation()},!0)}var f=`/* The line above a notebook that starts by itself. */
.lm-line {
  box-sizing: border-box;
  display: flex;
  align-items: center;
  gap: 0.25rem;
  min-height: 32px;
  padding: 0 0.5rem;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font: 0.8125rem / 1.3 var(--jp-ui-font-family);
}
.lm-line > [role="status"] {
  flex: 1;
  min-width: 0;
}
.lm-line > button {
  flex: none;
  min-width: 32px;
  min-height: 28px;
  padding: 0 0.5rem;
  border: 0;
  border-radius: 4px;
  background: none;
  color: var(--jp-ui-font-color2);
  font: inherit;
  cursor: pointer;
}
.lm-line > button[hidden] {
  display: none;
}
.lm-line > button:hover {
  background: var(--jp-layout-color2);
  color: var(--jp-ui-font-color1);
}
.lm-line > button:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}
.lm-line svg {
  width: 18px;
  height: 12px;
  vertical-align: middle;
  fill: currentcolor;
}
@media (pointer: coarse) {
  .lm-line,
  .lm-line > button {
    min-height: 44px;
    min-width: 44px;
  }
}

/* What JupyterLab puts around the cells, and what adds one or folds one away. */
.lm-calm .jp-InputPrompt,
.lm-calm .jp-OutputPrompt,
.lm-calm .jp-OutputArea-promptOverlay,
.lm-calm .jp-Collapser,
.lm-calm .jp-collapseHeadingButton,
.lm-calm .jp-cell-toolbar,
.lm-calm .jp-cell-menu,
.lm-calm .jp-Notebook-footer,
.lm-calm .jp-CodeCell > .jp-Cell-inputWrapper,
.lm-calm-page .lm-TabBar-addButton {
  display: none;
}
/* A text is no button: which one JupyterLab takes for the current one is of no use here. */
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell,
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell:focus-visible {
  border: 1px solid transparent;
  box-shadow: none;
}
.lm-calm .jp-Notebook.jp-Notebook .jp-MarkdownCell .jp-RenderedMarkdown {
  border-color: transparent;
}
/* A colour alone does not tell a link from the words around it. */
.lm-calm .jp-RenderedMarkdown p a {
  text-decoration: underline;
}
/* What folds in a text: easy to hit with a thumb, and shown as something that opens. */
.lm-calm :is(.jp-RenderedMarkdown, .workshop-page) summary {
  box-sizing: border-box;
  min-height: 44px;
  padding: 0.6rem 0;
  cursor: pointer;
}
.lm-calm :is(.jp-RenderedMarkdown, .workshop-page) summary:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: 2px;
}
/* Several tabs are the way from one session to the other; one alone is none. */
.lm-calm-page .lm-DockPanel-tabBar:not(:has(.lm-TabBar-tab ~ .lm-TabBar-tab)) {
  visibility: hidden;
}
.lm-calm-page #jp-main-dock-panel {
  padding: 0;
  background: var(--jp-layout-color1);
}
/* A page to read and not a document to edit: one column, and as little room as it needs above a card. */
.lm-calm .jp-Notebook .jp-Cell {
  max-width: 64rem;
  margin-inline: auto;
  padding: 2px 4px;
}
.lm-calm .jp-WindowedPanel-outer {
  padding-inline: 0;
}
.lm-calm .jp-RenderedMarkdown :is(h1, h2, h3) {
  margin: 0.4em 0 0.2em;
  line-height: 1.2;
}
.lm-calm .jp-RenderedMarkdown h1 {
  font-size: clamp(1.25rem, 4vw, 1.75rem);
  font-weight: 700;
}
.lm-calm .jp-RenderedMarkdown h2 {
  font-size: clamp(1.1rem, 3vw, 1.35rem);
  font-weight: 600;
}
.lm-calm .jp-RenderedMarkdown p {
  margin-block: 0 0.5em;
}
.lm-calm .jp-RenderedMarkdown > :last-child {
  margin-bottom: 0;
}
.lm-calm .jp-OutputArea-output:has(> .lm-root, .lm-root) {
  padding: 0;
}
@media (max-width: 480px) {
  .lm-calm .jp-Notebook {
    padding: 0;
  }
}
`;var c=class{constructor(e){this.calm=new Set;this.hidden=[];this.shown=new MutationObserver(()=>this.update());this.app=e;let{currentChanged:t,layoutModified:n}=e.shell;t.connect(()=>this.update()),n?.connect(()=>this.update()),e.restored.then(()=>this.update())}isCalm(e){return this.calm.has(e)}set(e,t){t?this.calm.add(e):this.calm.delete(e),e.toggleClass("lm-calm",t),t?e.toolbar.hide():e.toolbar.show(),this.app.restored.then(()=>this.update())}update(){let e=this.app.shell.currentWidget,t=e!==null&&this.calm.has(e);document.body.classList.toggle("lm-calm-page",t);let n=new Set(t?C(e):[]),a=this.hidden.filter(s=>!n.has(s)&&!s.isDisposed),i=[...n].filter(s=>!s.isHidden),r=this.hidden.filter(s=>n.has(s)&&!i.includes(s));this.hidden=r.concat(i),this.shown.disconnect();for(let s of a)s.show();for(let s of i)s.hide();for(let{node:s}of this.hidden)this.shown.observe(s,{attributeFilter:["class"]})}};function C(o){let e=[];for(let t=o.parent;t?.parent;t=t.parent)e.push(...[...t.parent.children()].filter(n=>n!==t));return e}var A='<svg viewBox="0 0 18 12" aria-hidden="true"><path d="M0 0l8 6-8 6zM9 0l8 6-8 6z"/></svg>',p=class{constructor({Widget:e},t,n){this.said=document.createElement("span");this.again=document.createElement("button");this.tools=document.createElement("button");this.words=t,this.said.setAttribute("role","status"),this.again.innerHTML=A,this.again.title=t.again,this.again.setAttribute("aria-label",t.again),this.again.dataset.action="start-again",this.again.onclick=n.again,this.tools.dataset.action="tools",this.tools.onclick=n.tools,this.widget=new e({node:document.createElement("div")}),this.widget.addClass("lm-line"),this.widget.node.append(this.said,this.again,this.tools),this.show(!1)}say(e){this.said.textContent=e}show(e){this.tools.textContent=e?this.words.fewer:this.words.tools,this.tools.setAttribute("aria-expanded",String(e)),this.again.hidden=e}};var M="application/vnd.jupyter.widget-view+json",W=6e4,T=500,E="lm-unheard",R=/^(starting|restarting|autorestarting|terminating|dead|unknown)$/,h=class{constructor(e,t,n,a,i){this.lost=!1;this.runs=0;this.settling=0;this.panel=e,this.session=e.context.sessionContext,this.shared=t,this.screen=n,this.words=i,this.kernel=a,this.content=JSON.stringify(d(e.content))}async begin(){let{panel:e,session:t,words:n}=this;this.line=new p(await this.shared("@lumino/widgets"),n,{again:()=>{this.again()},tools:()=>this.show(this.screen.isCalm(e))}),e.contentHeader.addWidget(this.line.widget),e.context.model.stateChanged.connect(()=>this.tidy()),this.show(!1),this.line.say(n.starting),await t.ready,await this.run(),window.addEventListener(E,()=>this.change()),t.kernelChanged.connect(()=>this.change()),t.connectionStatusChanged.connect(()=>this.change()),t.statusChanged.connect((a,i)=>{R.test(i)?this.lost=!0:i==="idle"&&this.lost&&this.change()})}show(e){this.screen.set(this.panel,!e),this.line?.show(e),this.tidy()}isUnchanged(){return JSON.stringify(d(this.panel.content))===this.content}tidy(){let{model:e}=this.panel.context;e.dirty&&this.screen.isCalm(this.panel)&&this.isUnchanged()&&(e.dirty=!1)}async run(){let{panel:e,session:t,words:n}=this;if(e.isDisposed||!this.isUnchanged())return;this.lost=!1;let a=++this.runs,i=m=>a===this.runs&&this.line?.say(m);if(t.session?.kernel?.name!==this.kernel){i(n.failed);return}i(n.starting);let r=setTimeout(i,W,n.failed),{NotebookActions:s}=await this.shared("@jupyterlab/notebook"),l=e.content.widgets.filter(({model:m})=>m.type==="code"),j=await s.runCells(e.content,l,t).catch(()=>!1);clearTimeout(r),i(j?"":n.failed),this.tidy()}async again(){this.line?.say(this.words.starting);try{this.session.session?.kernel?await this.session.restartKernel():await this.session.changeKernel({name:this.kernel})}catch{}await this.run()}change(){clearTimeout(this.settling),this.settling=window.setTimeout(()=>{this.look()},T)}async look(){let{panel:e,session:t}=this;if(e.isDisposed||!this.screen.isCalm(e)||!this.isUnchanged())return;let n=t.session?.kernel;if(!n){this.line?.say(this.words.starting),await t.changeKernel({name:this.kernel}).catch(()=>null);return}n.connectionStatus==="connected"&&(this.lost=!1,!await this.knows(n)&&(n.commsOverSubshells="disabled",await this.run()))}async knows(e){let n=this.panel.content.widgets.flatMap(({model:{outputs:r}})=>Array.from({length:r?.length??0},(s,l)=>r?.get(l).data[M])).flatMap(r=>r?.model_id??[]),i=(await e.requestCommInfo({target_name:"jupyter.widget"}).catch(()=>null))?.content.comms;return!i||n.length>0&&n.every(r=>r in i)}};function y(o,e,t){let n=document.createElement("style");n.textContent=f,document.head.append(n),w();let a=new c(o),i=new WeakSet,r=s=>{i.has(s.context)||(i.add(s.context),N(o,s,t,a))};e.forEach(r),e.widgetAdded.connect((s,l)=>r(l))}async function N(o,e,t,n){await e.context.ready;let a=e.content.model,i=a?.getMetadata("kernelspec")?.name,s=a?.getMetadata("workshop")!==void 0&&i?await u(o,e,i,t):null;e.isDisposed||(e.node.dataset.starts=s?"itself":"pressed",s&&i&&await new h(e,t,n,i,s).begin())}var v="leading-and-managing-workshop";async function O(o){let e=(async n=>{let a=Object.values(o[n]??{});return(await(a.find(({loaded:r})=>r)??a[0]).get())()}),{INotebookTracker:t}=await e("@jupyterlab/notebook");return[{id:`${v}:plugin`,autoStart:!0,requires:[t],activate:(n,a)=>y(n,a,e)}]}var b={},k=window;k._JUPYTERLAB??={};k._JUPYTERLAB[v]={init(o){b=o},async get(){let o=await O(b);return()=>({__esModule:!0,default:o})}};})();
